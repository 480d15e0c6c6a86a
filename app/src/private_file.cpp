#include "private_file.hpp"

#include <system_error>

#include "file_replacement.hpp"
#include "startup.hpp"
#include "values/quote.hpp"

namespace app {

void write_private_file(const std::string& path, std::string_view content, Readers readers) {
  try {
    replace_file(path, content, readers == Readers::group ? 0640 : 0600);
  } catch (const std::system_error& failure) {
    throw StartError("the file " + values::quote(path) + " can't be written: " + failure.code().message());
  }
}

}  // namespace app
