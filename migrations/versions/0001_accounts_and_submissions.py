"""Accounts, variants, attempts, submissions and markings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_PENDING = sa.text("status = 'pending'")


def _id() -> sa.Column:
    return sa.Column("id", _INTEGER, nullable=False)


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(200), nullable=False)


def _integer(name: str) -> sa.Column:
    return sa.Column(name, _INTEGER, nullable=False)


def _json(name: str) -> sa.Column:
    return sa.Column(name, sa.JSON(), nullable=False)


def _created_at() -> sa.Column:
    now = sa.text("CURRENT_TIMESTAMP")
    return sa.Column("created_at", _TIME, server_default=now, nullable=False)


def upgrade() -> None:
    _create_accounts()
    _create_attempts()
    _create_submissions()


def _create_accounts() -> None:
    op.create_table(
        "user_account",
        _id(),
        _text("email"),
        _text("name"),
        _text("password_hash"),
        _text("role"),
        _created_at(),
        sa.CheckConstraint(
            "role IN ('student', 'instructor', 'admin')", name=op.f("ck_user_account_role")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("email", name="uq_user_account_email"),
    )
    op.create_table(
        "api_token",
        _id(),
        _integer("user_id"),
        _text("name"),
        _text("token_hash"),
        _created_at(),
        sa.Column("last_used_at", _TIME),
        sa.Column("revoked_at", _TIME),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_api_token_user_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_api_token"),
        sa.UniqueConstraint("token_hash", name="uq_api_token_token_hash"),
    )
    op.create_index("ix_api_token_user_id", "api_token", ["user_id"])


def _create_attempts() -> None:
    op.create_table(
        "variant",
        _id(),
        _text("hash"),
        _text("family"),
        _integer("version"),
        _integer("seed"),
        _json("params"),
        _json("content"),
        _json("truth"),
        _created_at(),
        sa.PrimaryKeyConstraint("id", name="pk_variant"),
        sa.UniqueConstraint("hash", name="uq_variant_hash"),
    )
    op.create_index("ix_variant_family", "variant", ["family"])
    op.create_table(
        "attempt",
        _id(),
        _text("public_id"),
        _integer("user_id"),
        _integer("variant_id"),
        _created_at(),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name="fk_attempt_user_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["variant_id"], ["variant.id"], name="fk_attempt_variant_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.UniqueConstraint("public_id", name="uq_attempt_public_id"),
    )
    op.create_index("ix_attempt_user_id", "attempt", ["user_id"])
    op.create_index("ix_attempt_variant_id", "attempt", ["variant_id"])


def _create_submissions() -> None:
    op.create_table(
        "draft",
        _integer("attempt_id"),
        _json("answers"),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_draft_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_draft"),
    )
    op.create_table(
        "submission",
        _id(),
        _text("public_id"),
        _integer("attempt_id"),
        _json("answers"),
        _text("digest"),
        _text("status"),
        _integer("tries"),
        sa.Column("next_try", _TIME, nullable=False),
        _created_at(),
        sa.Column("marked_at", _TIME),
        sa.CheckConstraint(
            "status IN ('pending', 'marked', 'error')", name=op.f("ck_submission_status")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name="fk_submission_attempt_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("attempt_id", "digest", name="uq_submission_attempt_id_digest"),
        sa.UniqueConstraint("public_id", name="uq_submission_public_id"),
    )
    op.create_index(
        "ix_submission_pending",
        "submission",
        ["next_try"],
        postgresql_where=_PENDING,
        sqlite_where=_PENDING,
    )
    op.create_table(
        "marking",
        _id(),
        _integer("submission_id"),
        _text("grader_version"),
        sa.Column("score", sa.Float(53), nullable=False),
        sa.Column("max", sa.Float(53), nullable=False),
        sa.Column("verdicts", sa.Text(), nullable=False),
        _json("detail"),
        _created_at(),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_marking_submission_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_marking"),
        sa.UniqueConstraint(
            "submission_id", "grader_version", name="uq_marking_submission_id_grader_version"
        ),
    )


def downgrade() -> None:
    for table in ("marking", "submission", "draft", "attempt", "variant", "api_token"):
        op.drop_table(table)
    op.drop_table("user_account")
