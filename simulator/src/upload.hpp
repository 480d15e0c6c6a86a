#pragma once
// A file in a request. A value.

#include <string>

namespace simulator {

struct Upload {
  std::string file_name;  ///< Without folders.
  std::string mime_type;
  std::string content;
};

}  // namespace simulator
