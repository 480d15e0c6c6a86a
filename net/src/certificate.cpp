#include "net/certificate.hpp"

#include <memory>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace net {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};

std::unique_ptr<X509, Free> first_certificate(const std::string& file) {
  const std::unique_ptr<BIO, Free> input(BIO_new_file(file.c_str(), "r"));
  if (!input) return nullptr;
  return std::unique_ptr<X509, Free>(PEM_read_bio_X509(input.get(), nullptr, nullptr, nullptr));
}

/// By name and by signature: an issuer of the same name may be another one.
bool is_signed_by_itself(X509* certificate) {
  return X509_NAME_cmp(X509_get_subject_name(certificate), X509_get_issuer_name(certificate)) == 0 &&
         X509_verify(certificate, X509_get0_pubkey(certificate)) == 1;
}

std::string to_pem(X509* certificate) {
  const std::unique_ptr<BIO, Free> memory(BIO_new(BIO_s_mem()));
  if (!memory || PEM_write_bio_X509(memory.get(), certificate) != 1) return {};
  std::string pem(BIO_ctrl_pending(memory.get()), '\0');
  BIO_read(memory.get(), pem.data(), static_cast<int>(pem.size()));
  return pem;
}

}  // namespace

values::Result<std::optional<std::string>> self_signed_certificate(const std::string& file) {
  const auto certificate = first_certificate(file);
  std::optional<std::string> own;
  if (certificate && is_signed_by_itself(certificate.get())) own = to_pem(certificate.get());
  ERR_clear_error();  // What failed here is not an error of the next connection.
  if (!certificate) return values::Error{"the certificate '" + file + "' can't be read: a PEM file is needed"};
  return own;
}

}  // namespace net
