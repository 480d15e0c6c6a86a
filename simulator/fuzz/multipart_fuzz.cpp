// Whatever parse_multipart accepts stays within its bounds, and is read again the same when it is written anew.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "multipart.hpp"

namespace {

constexpr std::string_view kContentType = "multipart/form-data; boundary=x";

std::string quoted(std::string_view text) {
  std::string written = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') written += '\\';
    written += c;
  }
  return written + '"';
}

std::string written(const std::vector<simulator::FormPart>& parts) {
  std::string body;
  for (const simulator::FormPart& part : parts) {
    body += "--x\r\nContent-Disposition: form-data; name=" + quoted(part.name);
    if (part.file_name) body += "; filename=" + quoted(*part.file_name);
    body += "\r\nContent-Type: " + part.content_type + "\r\n\r\n";
    body.append(part.content).append("\r\n");
  }
  return body + "--x--\r\n";
}

bool same(const simulator::FormPart& a, const simulator::FormPart& b) {
  return a.name == b.name && a.file_name == b.file_name && a.content_type == b.content_type && a.content == b.content;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(bytes), size);
  const auto parts = simulator::parse_multipart(kContentType, body);
  if (!parts) return 0;
  if (parts->size() > simulator::kMaxParts) std::abort();
  std::size_t headers = 0;
  for (const simulator::FormPart& part : *parts) {
    if (part.content.data() < body.data() || part.content.data() + part.content.size() > body.data() + size) {
      std::abort();
    }
    headers += part.name.size() + part.content_type.size();
  }
  // Escapes and the written headers may pass the bound that the original kept.
  if (headers > simulator::kMaxPartHeaderBytes / 4) return 0;
  const std::string again = written(*parts);
  const auto reread = simulator::parse_multipart(kContentType, again);
  if (!reread || reread->size() != parts->size()) std::abort();
  for (std::size_t i = 0; i < parts->size(); ++i) {
    if (!same((*parts)[i], (*reread)[i])) std::abort();
  }
  return 0;
}
