#include "net/basic_authorization.hpp"

#include <algorithm>
#include <vector>

#include <openssl/evp.h>

#include "net/http_message.hpp"
#include "values/utf8.hpp"

namespace net {
namespace {

constexpr std::string_view kScheme = "Basic ";

std::string encode_base64(const std::string& text) {
  std::vector<unsigned char> encoded((text.size() + 2) / 3 * 4 + 1);
  const std::vector<unsigned char> bytes(text.begin(), text.end());
  const int size = EVP_EncodeBlock(encoded.data(), bytes.data(), static_cast<int>(bytes.size()));
  return {encoded.begin(), encoded.begin() + size};
}

bool is_base64_digit(char letter) {
  return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
         letter == '+' || letter == '/';
}

/// EVP_DecodeBlock forgives blanks, and turns the padding into zero bytes: both are dealt with here.
std::optional<std::string> decode_base64(std::string_view text) {
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  if (!std::ranges::all_of(text.substr(0, text.size() - padding), is_base64_digit)) return std::nullopt;
  const std::vector<unsigned char> encoded(text.begin(), text.end());
  std::vector<unsigned char> bytes(text.size() / 4 * 3);
  if (EVP_DecodeBlock(bytes.data(), encoded.data(), static_cast<int>(encoded.size())) < 0) return std::nullopt;
  return std::string(bytes.begin(), bytes.end() - static_cast<std::ptrdiff_t>(padding));
}

}  // namespace

std::string write_basic_authorization(std::string_view user, std::string_view password) {
  return std::string(kScheme) + encode_base64(std::string(user).append(":").append(password));
}

std::optional<BasicLogin> read_basic_authorization(std::string_view header) {
  if (header.size() <= kScheme.size() || !same_field_name(header.substr(0, kScheme.size()), kScheme)) {
    return std::nullopt;
  }
  header.remove_prefix(std::min(header.size(), header.find_first_not_of(' ', kScheme.size())));
  const auto text = decode_base64(header);
  if (!text || !values::is_valid_utf8(*text)) return std::nullopt;
  const std::size_t colon = text->find(':');
  if (colon == std::string::npos) return std::nullopt;
  return BasicLogin{.user = text->substr(0, colon), .password = text->substr(colon + 1)};
}

}  // namespace net
