# | Without this file, Django does not see the migrations in this folder.
