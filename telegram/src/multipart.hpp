#pragma once
// A call with a file as multipart/form-data (RFC 7578; "Sending files" in core.telegram.org/bots/api). Pure.

#include <string>

#include "telegram/methods.hpp"

namespace telegram {

struct Multipart {
  std::string content_type;  ///< With its boundary.
  std::string body;
};

/// `call` has a document, and its body is an object: each parameter becomes a field (a text as it is, anything else as
/// JSON), and the file the one that the document names. Throws std::logic_error if the body is no object.
Multipart to_multipart(const Call& call);

}  // namespace telegram
