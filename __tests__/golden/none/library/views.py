from django.db.models import Q
from django.shortcuts import get_object_or_404, render

from .models import Category


def category_list(request):
    query = request.GET.get("q", "").strip()

    categories = Category.objects.all()
    if query:
        categories = categories.filter(
            Q(title__icontains=query) | Q(body__icontains=query)
        )

    context = {
        "categories": categories,
        "query": query,
    }
    return render(request, "library/category_list.html", context)


def category_detail(request, pk):
    category = get_object_or_404(Category, pk=pk)

    context = {"category": category}
    return render(request, "library/category_detail.html", context)
