#include "prometheus_login.hpp"

#include <fstream>
#include <stdexcept>

#include "net/basic_authorization.hpp"
#include "values/quote.hpp"

namespace viewer {

values::Secret read_prometheus_login(const std::string& file) {
  if (file.empty()) return {};
  constexpr std::size_t kLongest = 4'096;
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("the file " + values::quote(file) + " of --prometheus-login can't be read");
  std::string text(kLongest, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  text.erase(text.find_last_not_of("\r\n") + 1);
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos || text.size() == kLongest || text.find('\n') != std::string::npos) {
    throw std::runtime_error("the file " + values::quote(file) +
                             " of --prometheus-login must hold one line, user:password");
  }
  return values::Secret{net::write_basic_authorization(text.substr(0, colon), text.substr(colon + 1))};
}

}  // namespace viewer
