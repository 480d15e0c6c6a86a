#include <filesystem>
#include <string_view>
#include <system_error>

#include "sqlite/store.hpp"
#include "store/store.hpp"

namespace store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSqliteScheme = "sqlite";

/// Absolute, symbolic links followed: two names of one database have one lock.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  if (error) throw StoreError("the current folder is gone: start from another, or give DATABASE_URL an absolute path");
  const fs::path canonical = fs::weakly_canonical(absolute, error);
  return error ? absolute : canonical;
}

}  // namespace

std::unique_ptr<Store> open(const std::string& url, const StoreOptions& options) {
  const std::size_t colon = url.find(':');
  const std::string_view scheme = std::string_view(url).substr(0, colon);
  // What follows the scheme may hold a password, and a text without a colon may be anything: neither is shown.
  if (colon == std::string::npos) throw StoreError("DATABASE_URL has no scheme: write sqlite:path/to/file.db");
  if (scheme != kSqliteScheme) {
    throw StoreError("DATABASE_URL has the unknown scheme '" + std::string(scheme) + "': write sqlite:path/to/file.db");
  }
  const std::string path = url.substr(colon + 1);
  if (path.empty() || path.ends_with('/')) {
    throw StoreError("DATABASE_URL '" + url + "' names no file: write sqlite:path/to/file.db");
  }
  return std::make_unique<sqlite::SqliteStore>(resolved(path), options);
}

}  // namespace store
