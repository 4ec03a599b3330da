"""The demo workspace: invented people who really use the product. Sits above every room; none imports it."""

from greenroom.demo.making import Unfinished, administrator, ensure, recreate

__all__ = ["Unfinished", "administrator", "ensure", "recreate"]
