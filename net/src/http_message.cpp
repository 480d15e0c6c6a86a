#include "net/http_message.hpp"

#include <algorithm>

namespace net {
namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

}  // namespace

bool same_field_name(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

void Headers::set(std::string name, std::string value) {
  const auto first =
      std::ranges::find_if(fields_, [&](const auto& field) { return same_field_name(field.first, name); });
  if (first == fields_.end()) {
    fields_.emplace_back(std::move(name), std::move(value));
  } else {
    first->second = std::move(value);
  }
}

std::string_view Headers::get(std::string_view name) const {
  const auto first =
      std::ranges::find_if(fields_, [&](const auto& field) { return same_field_name(field.first, name); });
  return first == fields_.end() ? std::string_view{} : std::string_view{first->second};
}

std::string_view Request::path() const {
  return std::string_view{target}.substr(0, target.find('?'));
}

std::string_view Request::query() const {
  const std::size_t mark = target.find('?');
  return mark == std::string::npos ? std::string_view{} : std::string_view{target}.substr(mark + 1);
}

}  // namespace net
