#pragma once
// A file replaced as a whole: who reads it sees the old content or the new one, also after a loss of power.

#include <string>
#include <string_view>

#include <sys/types.h>

namespace app {

/// Writes beside `path`, under a hidden name, and puts that in its place. Throws std::system_error.
void replace_file(const std::string& path, std::string_view content, mode_t mode);

/// Makes what was created, replaced or removed in `folder` last. Throws std::system_error.
void sync_folder(const std::string& folder);

}  // namespace app
