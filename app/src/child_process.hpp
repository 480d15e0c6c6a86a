#pragma once
// A program that runs beside this one and ends with it, even if this one is killed.

#include <string>
#include <vector>

#include <sys/types.h>

namespace app {

class ChildProcess {
 public:
  /// Starts `program` with `arguments`; its first line on standard output can be read. Throws std::system_error.
  ChildProcess(const std::string& program, const std::vector<std::string>& arguments);
  /// Ends it (SIGTERM) and waits for its end.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// The next line it prints, without the line end; empty when it has ended. Waits for it.
  std::string read_line() const;

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

}  // namespace app
