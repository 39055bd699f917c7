"""The array types that encoders and indexes exchange."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Keys = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
