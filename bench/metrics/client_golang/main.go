// The rows of the comparison for client_golang: see bench/README.md.
//
//	client_golang speed SECONDS     the time of one operation in each row, measured for at least so long
//	client_golang memory KIND N     the resident memory that each of N series of KIND takes
//
// Prints one JSON object a row. BENCH_DURATIONS names the file with the durations that histograms observe.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"
)

const (
	encodedSeries     = 100000
	seriesLookedUp    = 100
	lookups           = 1024 // in a fixed order, then again
	durationCount     = 4096
	observedPerSeries = 100 // before the memory is measured
	nativeFactor      = 1.1 // schema 3: buckets at most 9 % wide
)

// labelNames and labelValues are the same in all three programs.
var labelNames = []string{"endpoint", "code"}

func labelValues(series int) (string, string) {
	return fmt.Sprintf("/courses/%d", series/10), strconv.Itoa(200 + series%10)
}

func main() {
	log.SetFlags(0)
	switch {
	case len(os.Args) == 3 && os.Args[1] == "speed":
		seconds, err := strconv.ParseFloat(os.Args[2], 64)
		if err != nil {
			log.Fatalf("not a number of seconds: %s", os.Args[2])
		}
		measureSpeed(time.Duration(seconds * float64(time.Second)))
	case len(os.Args) == 4 && os.Args[1] == "memory":
		count, err := strconv.Atoi(os.Args[3])
		if err != nil || count < 1 {
			log.Fatalf("not a number of series: %s", os.Args[3])
		}
		measureMemory(os.Args[2], count)
	default:
		log.Fatal("usage: client_golang speed SECONDS | client_golang memory KIND N")
	}
}

func printRow(row string, value float64) {
	line, err := json.Marshal(map[string]interface{}{"row": row, "value": value})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(line))
}

// nanoseconds returns the wall-clock time of one operation, where all threads together do `threads` times n of them:
// with two threads that don't disturb each other it is half of what it is with one.
func nanoseconds(atLeast time.Duration, threads int, operations func(thread, n int)) float64 {
	for n := 1; ; n *= 2 {
		elapsed := runOnce(threads, n, operations)
		if elapsed >= atLeast {
			return float64(elapsed.Nanoseconds()) / float64(n*threads)
		}
	}
}

func runOnce(threads, n int, operations func(thread, n int)) time.Duration {
	start := make(chan struct{})
	var ready, done sync.WaitGroup
	ready.Add(threads)
	done.Add(threads)
	for thread := 0; thread < threads; thread++ {
		go func(thread int) {
			defer done.Done()
			ready.Done()
			<-start
			operations(thread, n)
		}(thread)
	}
	ready.Wait()
	begin := time.Now()
	close(start)
	done.Wait()
	return time.Since(begin)
}

func measureSpeed(atLeast time.Duration) {
	durations := readDurations()
	for _, threads := range []int{1, 2} {
		row := func(name string, operations func(thread, n int)) {
			printRow(fmt.Sprintf("%s/%d", name, threads), nanoseconds(atLeast, threads, operations))
		}
		row("counter_inc", incrementOneCounter())
		row("gauge_set", setGauge())
		row("gauge_inc", incrementGauge())
		row("lookup_inc", lookUpAndIncrement())
		row("observe_classic", observe(newHistogram(histogramOptions(true, false)), durations))
		row("observe_native", observe(newHistogram(histogramOptions(false, true)), durations))
		row("observe_both", observe(newHistogram(histogramOptions(true, true)), durations))
	}
	printRow("own_counter_inc/2", nanoseconds(atLeast, 2, incrementOwnCounters(2)))
	for _, encoding := range []struct {
		row    string
		format expfmt.Format
	}{
		{"encode_text", expfmt.FmtText},
		{"encode_openmetrics", expfmt.FmtOpenMetrics},
		{"encode_protobuf", expfmt.FmtProtoDelim},
	} {
		scrape := nanoseconds(atLeast, 1, encodeCounters(encoding.format))
		printRow(fmt.Sprintf("%s/%d", encoding.row, encodedSeries), scrape/encodedSeries)
	}
}

func incrementOneCounter() func(thread, n int) {
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "updates_total", Help: "Updates."})
	return func(_, n int) {
		for i := 0; i < n; i++ {
			counter.Inc()
		}
	}
}

func incrementOwnCounters(threads int) func(thread, n int) {
	vector := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "updates_total", Help: "Updates."}, []string{"thread"})
	var counters []prometheus.Counter
	for thread := 0; thread < threads; thread++ {
		counters = append(counters, vector.WithLabelValues(strconv.Itoa(thread)))
	}
	return func(thread, n int) {
		counter := counters[thread]
		for i := 0; i < n; i++ {
			counter.Inc()
		}
	}
}

func setGauge() func(thread, n int) {
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Name: "users", Help: "Users."})
	return func(_, n int) {
		for i := 0; i < n; i++ {
			gauge.Set(float64(i))
		}
	}
}

func incrementGauge() func(thread, n int) {
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Name: "users", Help: "Users."})
	return func(_, n int) {
		for i := 0; i < n; i++ {
			gauge.Inc()
		}
	}
}

func lookUpAndIncrement() func(thread, n int) {
	vector := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests_total", Help: "Requests."}, labelNames)
	var endpoints, codes [lookups]string
	for i := range endpoints {
		endpoints[i], codes[i] = labelValues(i * 37 % seriesLookedUp)
	}
	return func(_, n int) {
		for i := 0; i < n; i++ {
			at := uint(i) % lookups
			vector.WithLabelValues(endpoints[at], codes[at]).Inc()
		}
	}
}

func histogramOptions(classic, native bool) prometheus.HistogramOpts {
	options := prometheus.HistogramOpts{Name: "request_duration_seconds", Help: "Durations."}
	if classic {
		options.Buckets = prometheus.DefBuckets
	}
	if native {
		options.NativeHistogramBucketFactor = nativeFactor
		options.NativeHistogramMaxBucketNumber = 160
	}
	return options
}

func newHistogram(options prometheus.HistogramOpts) prometheus.Histogram {
	return prometheus.NewHistogram(options)
}

func observe(histogram prometheus.Histogram, durations *[durationCount]float64) func(thread, n int) {
	return func(_, n int) {
		for i := 0; i < n; i++ {
			histogram.Observe(durations[uint(i)%durationCount])
		}
	}
}

// encodeCounters does what promhttp does at a scrape, into memory.
func encodeCounters(format expfmt.Format) func(thread, n int) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(countersWithLabels(encodedSeries))
	var page bytes.Buffer
	return func(_, n int) {
		for i := 0; i < n; i++ {
			page.Reset()
			writePage(registry, format, &page)
		}
	}
}

func writePage(registry *prometheus.Registry, format expfmt.Format, page *bytes.Buffer) {
	families, err := registry.Gather()
	if err != nil {
		log.Fatal(err)
	}
	encoder := expfmt.NewEncoder(page, format)
	for _, family := range families {
		if err := encoder.Encode(family); err != nil {
			log.Fatal(err)
		}
	}
	if closer, ok := encoder.(expfmt.Closer); ok {
		if err := closer.Close(); err != nil {
			log.Fatal(err)
		}
	}
}

func countersWithLabels(count int) *prometheus.CounterVec {
	vector := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "requests_total", Help: "Requests."}, labelNames)
	for series := 0; series < count; series++ {
		vector.WithLabelValues(labelValues(series)).Add(float64(series))
	}
	return vector
}

func histogramsWithLabels(count int, options prometheus.HistogramOpts) *prometheus.HistogramVec {
	durations := readDurations()
	vector := prometheus.NewHistogramVec(options, labelNames)
	for series := 0; series < count; series++ {
		histogram := vector.WithLabelValues(labelValues(series))
		for i := 0; i < observedPerSeries; i++ {
			histogram.Observe(durations[(series+i)%durationCount])
		}
	}
	return vector
}

func measureMemory(kind string, count int) {
	registry := prometheus.NewRegistry()
	before := residentBytes()
	switch kind {
	case "counter":
		registry.MustRegister(countersWithLabels(count))
	case "histogram_classic":
		registry.MustRegister(histogramsWithLabels(count, histogramOptions(true, false)))
	case "histogram_both":
		registry.MustRegister(histogramsWithLabels(count, histogramOptions(true, true)))
	default:
		log.Fatalf("no such kind of series: %s", kind)
	}
	printRow("memory_"+kind, (residentBytes()-before)/float64(count))
	runtime.KeepAlive(registry)
}

// residentBytes is what is left after the garbage is gone.
func residentBytes() float64 {
	debug.FreeOSMemory()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		log.Fatal(err)
	}
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmRSS:") {
			kilobytes, err := strconv.ParseFloat(strings.Fields(line)[1], 64)
			if err != nil {
				log.Fatal(err)
			}
			return kilobytes * 1024
		}
	}
	log.Fatal("/proc/self/status has no VmRSS")
	return 0
}

func readDurations() *[durationCount]float64 {
	text, err := os.ReadFile(os.Getenv("BENCH_DURATIONS"))
	if err != nil {
		log.Fatalf("BENCH_DURATIONS names no file of durations: %v", err)
	}
	var durations [durationCount]float64
	lines := strings.Fields(string(text))
	if len(lines) != durationCount {
		log.Fatalf("BENCH_DURATIONS must hold %d durations, not %d", durationCount, len(lines))
	}
	for i, line := range lines {
		if durations[i], err = strconv.ParseFloat(line, 64); err != nil {
			log.Fatal(err)
		}
	}
	return &durations
}
