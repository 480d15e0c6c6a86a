#pragma once
// The part of the control interface that makes the Bot API fail, or refuse what comes too fast. Use it from one
// executor only.

#include "bots.hpp"
#include "control_fields.hpp"
#include "faults.hpp"

namespace simulator {

net::Response control_fault(Faults& faults, const ControlFields& fields);
net::Response control_limits(Bots& bots, const ControlFields& fields);

}  // namespace simulator
