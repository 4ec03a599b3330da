from greenroom.notifications.models.deliveries import Delivery
from greenroom.notifications.models.subscribers import Subscription, Webhook

__all__ = ["Delivery", "Subscription", "Webhook"]
