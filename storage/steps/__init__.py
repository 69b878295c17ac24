"""The steps of the schema by what they are about; storage/migrations.py puts them in order."""
