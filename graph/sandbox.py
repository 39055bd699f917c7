"""What a query process may not do: open a network socket, or take more memory than its share."""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct
import sys

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_IO_URING_SETUP = 425
_AF_UNIX = 1
_X32 = 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_JMP|JGE|K, BPF_RET|K
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EACCES
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def limit_memory(mebibytes: int) -> None:
    """Ceiling of the address space; the engine aborts when it asks for more."""
    size = mebibytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def forbid_network() -> bool:
    """From now on every socket but a Unix one fails with EACCES, in all threads to come. False where it cannot be done.

    A seccomp filter (Linux, x86-64 and AArch64; no privilege needed): see
    https://www.kernel.org/doc/html/latest/userspace-api/seccomp_filter.html
    """
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in _SOCKET:
        return False
    code = _filter(_AUDIT_ARCH[machine], _SOCKET[machine])
    program = _Program(len(code) // 8, code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0)


def _filter(arch: int, socket: int) -> bytes:
    """struct seccomp_data: nr at 0, arch at 4, low word of the first argument at 16 (little-endian)."""
    steps = (
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 7, arch),  # another architecture's calls: deny
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, 5, 0, _X32),  # the x32 numbering of the same calls: deny
        (_EQUAL, 4, 0, _IO_URING_SETUP),  # a ring could open sockets unseen: deny
        (_EQUAL, 0, 2, socket),  # any other call: allow
        (_LOAD, 0, 0, 16),
        (_EQUAL, 0, 1, _AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    )
    return b"".join(struct.pack("HBBI", *step) for step in steps)
