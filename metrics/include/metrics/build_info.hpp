#pragma once
// The build info of the official clients: which program this is, as the labels of `<name>_build_info`.
//
//   metrics::add_build_info(registry, {
//       .name = "coursebot",
//       .version = "1.2.0",
//       .revision = "29c58e9",
//       .compiler = metrics::kCompiler,
//   });
//   // coursebot_build_info{version="1.2.0",revision="29c58e9",compiler="gcc 12.2.0"} 1
//
// Thread-safe.

#include <source_location>
#include <string>

#include "metrics/registry.hpp"

namespace metrics {

/// What compiles the file that includes this: "gcc 12.2.0".
#if defined(__clang__)
constexpr const char* kCompiler = "clang " __clang_version__;
#elif defined(__GNUC__)
constexpr const char* kCompiler = "gcc " __VERSION__;
#else
constexpr const char* kCompiler = "";
#endif

/// Fields that are left empty have no label.
struct BuildInfo {
  std::string name;  ///< Of the program, as metric names begin with it.
  std::string version = {};
  std::string revision = {};  ///< Of the sources: a commit.
  std::string branch = {};
  std::string compiler = {};
  std::string help = "Always 1; its labels say which program this is.";
};

/// Throws what Registry::info and Family::with do.
void add_build_info(Registry& registry, const BuildInfo& build,
                    std::source_location where = std::source_location::current());

}  // namespace metrics
