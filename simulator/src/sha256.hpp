#pragma once
// By which two files are known to be the same. A pure function.

#include <string>
#include <string_view>

namespace simulator {

/// FIPS 180-4, as 64 hexadecimal digits in lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace simulator
