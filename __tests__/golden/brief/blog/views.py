# | Functions that turn a request into a response, one for each page.

from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from .models import Post


# | Lists all objects, or only those that fit the words in `?q=`.
def post_list(request):
    # | Receive: the search words, or an empty text when there are none.
    query = request.GET.get("q", "").strip()

    # | Process: build the query. The database is asked later, by the loop.
    posts = Post.objects.all()
    if query:
        posts = posts.filter(Q(title__icontains=query) | Q(body__icontains=query))

    # | Return: fill the template with the context and send the page.
    context = {
        "posts": posts,
        "query": query,
    }
    return render(request, "blog/post_list.html", context)


# | Shows one object; its number `pk` comes from the address.
def post_detail(request, pk):
    post = get_object_or_404(Post, pk=pk)

    context = {"post": post}
    return render(request, "blog/post_detail.html", context)
