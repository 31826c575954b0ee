"""The user: who signs in. What a user may do is an appointment or delegation in the registry."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    """Creates users; there are no superusers (roles are appointments)."""

    def create_user(
        self, username: str, password: str | None = None, *, name: str = "", **fields: object
    ) -> User:
        """Stores a new user. A `None` password cannot sign in until one is set."""
        user = self.model(username=username, name=name or username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """账号. One person; never shared, never reused after closing."""

    username = models.CharField("登录名", max_length=64, unique=True)
    name = models.CharField("姓名", max_length=64)
    email = models.EmailField("电子邮箱", blank=True)
    phone = models.CharField("手机号", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("首次登录须改密", default=False)
    demonstration = models.BooleanField("演示账号", default=False)
    joined_at = models.DateTimeField("开通时间", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"
        constraints = [
            # 两个只差大小写的登录名会被人当成同一个人
            models.UniqueConstraint(Lower("username"), name="user_username_ci"),
        ]

    def __str__(self) -> str:
        return self.name


class SignInFailure(models.Model):
    """登录失败. Kept for names that exist and names that do not alike, so that a lock tells nothing about either."""

    name = models.CharField("登录名", max_length=64)
    address = models.GenericIPAddressField("地址", null=True, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "登录失败"
        verbose_name_plural = "登录失败"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["name", "at"], name="sign_in_failure_by_name"),
            models.Index(fields=["address", "at"], name="sign_in_failure_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
