#pragma once
// Places where a crash must do no harm. A release does nothing there; the program that the crash tests run
// (tests/crash/) is linked with another definition, which ends the process at the one that a test names.
//
//   values::fault_point("store.commit.before");
//
// Thread-safe.

#include <string_view>

namespace values {

/// `name`: module, step, and "before" or "after", with dots between.
void fault_point(std::string_view name);

}  // namespace values
