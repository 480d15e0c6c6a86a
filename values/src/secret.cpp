#include "values/secret.hpp"

#include <openssl/crypto.h>

namespace values {

bool Secret::equals_in_constant_time(std::string_view candidate) const {
  return candidate.size() == text_.size() && CRYPTO_memcmp(candidate.data(), text_.data(), text_.size()) == 0;
}

}  // namespace values
