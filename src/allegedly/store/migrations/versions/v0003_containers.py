"""Archives, mailboxes and exports that documents came in; which document came in which, and where its pages begin."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "container",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("added_at", sa.Text, nullable=False),
        sa.Column("notices", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_container"),
    )
    op.add_column("document", sa.Column("parent", sa.String(64)))
    op.add_column("document", sa.Column("pages", sa.JSON, nullable=False, server_default=sa.text("'[]'")))
