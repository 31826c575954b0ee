"""Forms about parties and delegations."""

from __future__ import annotations

from django import forms

from jichuang.base import clock
from jichuang.registry.pages.common import region_choices
from jichuang.registry.terms import Capacity, PartyKind, Scope


class PartyForm(forms.Form):
    """登记主体."""

    credit_code = forms.CharField(
        label="统一社会信用代码", max_length=40, help_text="18位，见营业执照或法人证书。"
    )
    name = forms.CharField(label="名称", max_length=200, help_text="营业执照或法人证书上的全称。")
    kind = forms.ChoiceField(
        label="类别", choices=[one for one in PartyKind.choices if one[0] != PartyKind.PERSON]
    )
    region = forms.ChoiceField(label="所在县（市、区）")
    address = forms.CharField(label="住所", max_length=300, required=False)
    established_on = forms.DateField(
        label="成立日期", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    legal_person = forms.CharField(label="法定代表人", max_length=64, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["region"].choices = [("", "请选择"), *region_choices(clock.today())]  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """授权."""

    username = forms.CharField(label="被授权人登录名", max_length=64)
    scope = forms.ChoiceField(
        label="授权范围",
        choices=Scope.choices,
        initial=Scope.PREPARER,
        help_text="查看：只能看；填报：可以填写和保存；确认提交：可以代表本单位提交和授权他人。",
    )
    capacity = forms.ChoiceField(
        label="身份",
        choices=Capacity.choices,
        initial=Capacity.CLERK,
        help_text="须由单位确认的事项，只有法定代表人或单位管理员能会签，且不能是提交人本人。",
    )
    valid_to = forms.DateField(
        label="有效期至",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="留空表示撤销为止。",
    )


class RequestForm(forms.Form):
    """申请授权."""

    scope = forms.ChoiceField(label="申请的范围", choices=Scope.choices, initial=Scope.PREPARER)
