#pragma once
// Writes a file that holds a secret: nobody else can read it at any moment, and a reader finds the old file or the
// whole new one.
//
//   app::write_private_file("data/alertmanager.yml", text, app::Readers::owner);   // throws StartError

#include <string>
#include <string_view>

namespace app {

enum class Readers {
  owner,  ///< Mode 0600.
  group,  ///< Mode 0640.
};

/// Throws StartError, which names the file and the reason and nothing of `content`.
void write_private_file(const std::string& path, std::string_view content, Readers readers);

}  // namespace app
