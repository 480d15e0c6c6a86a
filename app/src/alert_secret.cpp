#include "alert_secret.hpp"

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace app {
namespace {

constexpr std::string_view kPurpose = "coursebot: calls of Alertmanager's webhook";
constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

values::Secret alert_secret(const values::Secret& bot_token) {
  const std::string& key = bot_token.reveal();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const unsigned char* made =
      HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(kPurpose.data()), kPurpose.size(), digest.data(), &size);
  if (made == nullptr) throw std::runtime_error("OpenSSL has no HMAC-SHA256");
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += kDigits[digest[i] >> 4U];
    text += kDigits[digest[i] & 0xFU];
  }
  return values::Secret{text};
}

}  // namespace app
