"""What can keep a server from starting. ``str(error)`` is one clear sentence."""


class RuntimeFailure(Exception):
    """The cause of a start that failed, told to a person."""


class PortInUse(RuntimeFailure):
    """Another program listens on the port."""


class FolderInUse(RuntimeFailure):
    """Another ``chainrule up`` runs on the data folder."""


class MissingServer(RuntimeFailure):
    """No Valkey or Redis program is to be found on this machine."""


class ChildFailed(RuntimeFailure):
    """A child process ended, or never became ready, while starting."""
