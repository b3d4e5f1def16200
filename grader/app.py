"""The Celery app: how work reaches the grader.

The queue carries ids only, and it may lose or repeat them: the row of a submission is the truth,
a sweep sends forgotten ones again, and a unique key makes repeating harmless. So there is no
result backend, and the settings below only keep the common case quick.
"""

from typing import Any

from celery import Celery

# Seconds after which a task is ended; marking takes milliseconds.
TIME_LIMIT = 20
# Seconds after which an unacknowledged message goes to another worker: well above the time limit,
# so that no task runs twice at once.
VISIBILITY_TIMEOUT = 120

SETTINGS: dict[str, Any] = {
    "accept_content": ["json"],
    "broker_connection_max_retries": None,
    "broker_connection_retry_on_startup": True,
    "broker_transport_options": {
        "priority_steps": [0],
        "socket_connect_timeout": 1,
        "socket_timeout": 3,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "visibility_timeout": VISIBILITY_TIMEOUT,
    },
    "task_acks_late": True,
    "task_ignore_result": True,
    # A submission that kills its process is sent again max_retries times, never for ever.
    "task_reject_on_worker_lost": True,
    "task_retry_on_worker_lost": True,
    "task_time_limit": TIME_LIMIT,
    "timezone": "UTC",
    # A control queue for each worker would outlive every worker that is killed.
    "worker_enable_remote_control": False,
    "worker_hijack_root_logger": False,
    "worker_prefetch_multiplier": 4,
    "worker_send_task_events": False,
}

celery = Celery("chainrule", include=["grader.tasks"])
celery.conf.update(SETTINGS)
