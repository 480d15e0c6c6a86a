#pragma once
// What a certificate's file says about the certificate.
//
//   auto own = net::self_signed_certificate("webhook.pem");
//   if (own && *own) upload(**own);
//
// Pure but for reading the file.

#include <optional>
#include <string>

#include "values/result.hpp"

namespace net {

/// The first certificate of a PEM file, as PEM text and nothing else (never a key that stands beside it), if it is
/// signed by itself; none if somebody else vouches for it. The error names the file.
values::Result<std::optional<std::string>> self_signed_certificate(const std::string& file);

}  // namespace net
