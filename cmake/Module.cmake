# coursebot_module(NAME SOURCES … [USES …] [LIBRARIES …] [PRECOMPILED …] [TESTS …] [TEST_LIBRARIES …] [TESTS_PRECOMPILED …]
#                  [FUZZ …] [ASYNC])
#
# Declares the module in the current folder: a static library NAME with its public headers in include/NAME, and, when
# TESTS are given, a GoogleTest program NAME_tests. USES names modules of ours, LIBRARIES those of others. Each of FUZZ is
# a parser of foreign bytes with a libFuzzer target fuzz/EACH_fuzz.cpp, built as NAME_EACH_fuzz with COURSEBOT_FUZZ. ASYNC
# shares the precompiled Boost.Asio, Beast and JSON headers, other modules share those of the standard library. PRECOMPILED
# and TESTS_PRECOMPILED are headers of the module's own, by their place in it, that nearly all of its files include: worth it
# from some thirty files on.
function(coursebot_module name)
  cmake_parse_arguments(arg "ASYNC" "" "SOURCES;USES;LIBRARIES;PRECOMPILED;TESTS;TEST_LIBRARIES;TESTS_PRECOMPILED;FUZZ" ${ARGN})
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "coursebot_module(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
  endif()

  add_library(${name} STATIC ${arg_SOURCES})
  # How we compile is our own affair: it stays out of what is installed.
  target_include_directories(${name} PUBLIC "$<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>" PRIVATE src)
  target_link_libraries(${name} PUBLIC ${arg_USES} ${arg_LIBRARIES}
    PRIVATE "$<BUILD_INTERFACE:coursebot_compile_options>")
  if(arg_ASYNC)
    target_link_libraries(${name} PUBLIC boost_compiled)
    target_precompile_headers(${name} REUSE_FROM boost_precompiled)
  elseif(arg_PRECOMPILED)
    list(TRANSFORM arg_PRECOMPILED PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    target_precompile_headers(${name} PRIVATE ${arg_PRECOMPILED})
  elseif(TARGET standard_precompiled)
    target_precompile_headers(${name} REUSE_FROM standard_precompiled)
  endif()

  if(BUILD_TESTING AND arg_TESTS)
    add_executable(${name}_tests ${arg_TESTS})
    target_include_directories(${name}_tests PRIVATE src tests)
    target_link_libraries(${name}_tests PRIVATE ${name} ${arg_TEST_LIBRARIES} GTest::gmock GTest::gtest_main
      coursebot_compile_options coursebot_test_options)
    if(arg_ASYNC)
      target_precompile_headers(${name}_tests REUSE_FROM boost_tests_precompiled)
    elseif(arg_TESTS_PRECOMPILED)
      list(TRANSFORM arg_TESTS_PRECOMPILED PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
      target_precompile_headers(${name}_tests PRIVATE ${included_by_tests} ${arg_TESTS_PRECOMPILED})
    else()
      target_precompile_headers(${name}_tests REUSE_FROM tests_precompiled)
    endif()
    gtest_discover_tests(${name}_tests TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 120 LABELS unit)
  endif()

  if(COURSEBOT_FUZZ)
    foreach(each ${arg_FUZZ})
      add_executable(${name}_${each}_fuzz fuzz/${each}_fuzz.cpp)
      target_include_directories(${name}_${each}_fuzz PRIVATE src)
      target_link_libraries(${name}_${each}_fuzz PRIVATE ${name} coursebot_compile_options)
      target_link_options(${name}_${each}_fuzz PRIVATE -fsanitize=fuzzer)
    endforeach()
  endif()
endfunction()
