from greenroom.accounts.models.base import WorkspaceRow
from greenroom.accounts.models.people import Member, SignInLink, User
from greenroom.accounts.models.setting_up import FirstSetUp, Invitation
from greenroom.accounts.models.workspace import Workspace

__all__ = ["FirstSetUp", "Invitation", "Member", "SignInLink", "User", "Workspace", "WorkspaceRow"]
