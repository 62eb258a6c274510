# | A view is a function that gets a request and returns a response. Django
# | calls it when the address of the request fits its line in `urls.py`.
# | Most views work in three steps: receive, process, return.
# | More: https://docs.djangoproject.com/en/6.1/topics/http/views/

from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from .models import Post


# | The view of the list page. Django calls it, with the request,
# | when the address fits the pattern `post_list` in `urls.py`. The
# | three steps are marked below.
def post_list(request):
    # | Receive. `request.GET` holds what stands behind the `?` of the address:
    # | `?q=apples` gives `apples`. If there is no `q`, `get` returns the empty
    # | text; `request.GET["q"]` would fail.
    query = request.GET.get("q", "").strip()

    # | Process. `all()` and `filter()` only prepare the question. The database
    # | is asked when the template loops over the answer. `|` between two `Q`
    # | means “or”; `icontains` means “contains, in capital or small letters”.
    posts = Post.objects.all()
    if query:
        posts = posts.filter(Q(title__icontains=query) | Q(body__icontains=query))

    # | Return. The template knows the keys of `context` as its variables.
    # | `render` fills the template and wraps the text in an `HttpResponse`.
    # | Each view must return a response.
    context = {
        "posts": posts,
        "query": query,
    }
    return render(request, "blog/post_list.html", context)


# | The view of the page for one object. `pk` (primary key, the number of
# | the row) comes out of the address: the name here must be the same as
# | in `<int:pk>` in `urls.py`.
def post_detail(request, pk):
    # | Asks the database for the row with this number. If there is none, the
    # | visitor gets the page 404 (not found), not an error of the site.
    post = get_object_or_404(Post, pk=pk)

    context = {"post": post}
    return render(request, "blog/post_detail.html", context)
