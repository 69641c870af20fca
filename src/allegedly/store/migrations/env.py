"""Run by Alembic for each migration, on the connection that ``store.migrating`` hands over."""

from alembic import context

from allegedly.store.tables import metadata

# The caller opens the transaction and ends it: a migration happens as a whole or not at all.
context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
