from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from greenroom.accounts.models.base import WorkspaceRow
from greenroom.accounts.rules.roles import Role
from greenroom.core.actors import Actor
from greenroom.core.models import Row


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(Row, AbstractBaseUser):
    """A person who can sign in. What they may do depends on the workspace: see Member."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, default="", blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email


class Member(WorkspaceRow):
    """A user in a workspace."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=[(role.value, role.label) for role in Role])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="member_once_a_workspace")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def actor(self) -> Actor:
        return Actor("member", self.id)


class SignInLink(Row):
    """A link that signs a person in once. Only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
