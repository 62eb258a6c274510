# | Marks the folder `mysite` as a package, so Python can import it.
