#pragma once
// Who may see the pages: one user, by HTTP's basic authentication.
//
//   viewer::Login login(settings.user, settings.password, clock);
//   if (login.judge(request.headers.get("Authorization")) != Verdict::welcome) …
//
// Used from one thread.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

#include "values/secret.hpp"
#include "values/time.hpp"

namespace viewer {

class Login {
 public:
  enum class Verdict {
    welcome,
    unknown,   ///< No log-in, or none that can be read.
    wrong,     ///< Another user or password.
    too_many,  ///< Wrong as well, after ten wrong ones within a minute.
  };

  /// `clock` must outlive the log-in.
  Login(std::string user, values::Secret password, const values::Clock& clock);

  /// Judges an Authorization header. The right log-in is welcome however many wrong ones came before, or a stranger
  /// could lock the owner out. Comparing takes as long for a near miss as for a far one.
  Verdict judge(std::string_view authorization);

 private:
  Verdict count_failure();

  values::Secret user_;
  values::Secret password_;
  const values::Clock& clock_;
  std::deque<values::Timestamp> failures_;  // of the last minute, the oldest first, bounded
};

}  // namespace viewer
