#pragma once
// Bodies of type multipart/form-data, in which files are uploaded (RFC 7578; boundaries and headers by RFC 2046).
//
//   const values::Result<std::vector<FormPart>> parts = parse_multipart(content_type, body);
//
// Bounded: kMaxParts, kMaxPartHeaderBytes. A pure function.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace simulator {

inline constexpr std::size_t kMaxParts = 100;
inline constexpr std::size_t kMaxPartHeaderBytes = 4096;

struct FormPart {
  std::string name;
  std::optional<std::string> file_name;  ///< Of a file only.
  std::string content_type;              ///< Empty where the part does not say.
  std::string_view content;              ///< Within the body that was parsed.
};

/// `content_type` is the request's, with the boundary. Parts without a name are an error, as is a missing end.
values::Result<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace simulator
