# How every target of ours is compiled.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
# Libraries and programs alike, not CMake's -fPIC for the one and -fPIE for the other: a precompiled header fits both.
add_compile_options(-fPIE)
add_link_options(-pie)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# Asserts guard money: they stay in the release build. -O2 as Debian builds its packages.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g")

# -Wno-missing-field-initializers: options are structs whose members one leaves out on purpose.
# -Wno-deprecated-declarations with Clang: it blames us for what GCC 12's std::stable_sort uses inside itself.
add_library(coursebot_compile_options INTERFACE)
target_compile_options(coursebot_compile_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Wconversion -Wno-sign-conversion
  -Wno-missing-field-initializers -fstack-protector-strong
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  $<$<CONFIG:Release>:-D_FORTIFY_SOURCE=2>)
target_link_options(coursebot_compile_options INTERFACE -Wl,-z,relro,-z,now)

if(COURSEBOT_SANITIZE)
  add_compile_options(-fsanitize=${COURSEBOT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${COURSEBOT_SANITIZE})
endif()
if(COURSEBOT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
