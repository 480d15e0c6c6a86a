"""Reads the protobuf exposition with Google's library and the published schema (github.com/prometheus/client_model,
io/prometheus/client/metrics.proto, version 0.6), which stands below by field numbers."""

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory, timestamp_pb2
from google.protobuf.internal.decoder import _DecodeVarint32 as decode_varint

# Message: field: (number, type). A name in capitals is a message, one with * is repeated.
SCHEMA = {
    "LabelPair": {"name": (1, "string"), "value": (2, "string")},
    "Gauge": {"value": (1, "double")},
    "Counter": {"value": (1, "double"), "exemplar": (2, "Exemplar"), "created_timestamp": (3, "Timestamp")},
    "Quantile": {"quantile": (1, "double"), "value": (2, "double")},
    "Summary": {"sample_count": (1, "uint64"), "sample_sum": (2, "double"), "quantile": (3, "*Quantile"),
                "created_timestamp": (4, "Timestamp")},
    "Untyped": {"value": (1, "double")},
    "Histogram": {"sample_count": (1, "uint64"), "sample_count_float": (4, "double"), "sample_sum": (2, "double"),
                  "bucket": (3, "*Bucket"), "created_timestamp": (15, "Timestamp"), "schema": (5, "sint32"),
                  "zero_threshold": (6, "double"), "zero_count": (7, "uint64"), "zero_count_float": (8, "double"),
                  "negative_span": (9, "*BucketSpan"), "negative_delta": (10, "*sint64"),
                  "negative_count": (11, "*double"), "positive_span": (12, "*BucketSpan"),
                  "positive_delta": (13, "*sint64"), "positive_count": (14, "*double"), "exemplars": (16, "*Exemplar")},
    "Bucket": {"cumulative_count": (1, "uint64"), "cumulative_count_float": (4, "double"),
               "upper_bound": (2, "double"), "exemplar": (3, "Exemplar")},
    "BucketSpan": {"offset": (1, "sint32"), "length": (2, "uint32")},
    "Exemplar": {"label": (1, "*LabelPair"), "value": (2, "double"), "timestamp": (3, "Timestamp")},
    "Metric": {"label": (1, "*LabelPair"), "gauge": (2, "Gauge"), "counter": (3, "Counter"), "summary": (4, "Summary"),
               "untyped": (5, "Untyped"), "histogram": (7, "Histogram"), "timestamp_ms": (6, "int64")},
    "MetricFamily": {"name": (1, "string"), "help": (2, "string"), "type": (3, "MetricType"), "metric": (4, "*Metric"),
                     "unit": (5, "string")},
}
TYPES = ["COUNTER", "GAUGE", "SUMMARY", "UNTYPED", "HISTOGRAM", "GAUGE_HISTOGRAM"]
PACKAGE = "io.prometheus.client"


def _metric_family_class():
    field_types = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(name="metrics.proto", package=PACKAGE, syntax="proto2",
                                              dependency=["google/protobuf/timestamp.proto"])
    types = file.enum_type.add(name="MetricType")
    for number, name in enumerate(TYPES):
        types.value.add(name=name, number=number)
    for message_name, fields in SCHEMA.items():
        message = file.message_type.add(name=message_name)
        for field_name, (number, kind) in fields.items():
            is_repeated, kind = kind.startswith("*"), kind.lstrip("*")
            field = message.field.add(name=field_name, number=number, label=3 if is_repeated else 1)
            if kind == "MetricType":
                field.type, field.type_name = field_types.TYPE_ENUM, f".{PACKAGE}.{kind}"
            elif kind == "Timestamp":
                field.type, field.type_name = field_types.TYPE_MESSAGE, ".google.protobuf.Timestamp"
            elif kind in SCHEMA:
                field.type, field.type_name = field_types.TYPE_MESSAGE, f".{PACKAGE}.{kind}"
            else:
                field.type = getattr(field_types, "TYPE_" + kind.upper())
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(timestamp_pb2.DESCRIPTOR.serialized_pb)
    pool.Add(file)
    return message_factory.MessageFactory(pool).GetPrototype(pool.FindMessageTypeByName(PACKAGE + ".MetricFamily"))


MetricFamily = _metric_family_class()


def read_delimited(data):
    """The messages of a page, each of which has its length before it. Unknown fields are an error."""
    families, position = [], 0
    while position < len(data):
        size, position = decode_varint(data, position)
        family = MetricFamily()
        assert family.ParseFromString(data[position:position + size]) == size
        without_unknown = MetricFamily()
        without_unknown.CopyFrom(family)
        without_unknown.DiscardUnknownFields()
        assert without_unknown.ByteSize() == size, family.name
        families.append(family)
        position += size
    return families


def flatten(families, key):
    """What the text exposition calls the samples: {key(name, labels): value}."""
    samples = {}

    def add(name, labels, value):
        series = key(name, labels)
        assert series not in samples, series
        samples[series] = value

    for family in families:
        for metric in family.metric:
            labels = {pair.name: pair.value for pair in metric.label}
            kind = TYPES[family.type]
            value = getattr(metric, kind.lower())
            assert metric.HasField(kind.lower()) and not metric.HasField("timestamp_ms"), family.name
            if kind in ("COUNTER", "GAUGE"):
                add(family.name, labels, value.value)
                continue
            add(family.name + "_sum", labels, value.sample_sum)
            add(family.name + "_count", labels, value.sample_count)
            for bucket in getattr(value, "bucket", []):
                add(family.name + "_bucket", {**labels, "le": bucket.upper_bound}, bucket.cumulative_count)
    return samples


def buckets(spans, deltas):
    """A native histogram's counts by bucket index."""
    counts, index, count, remaining = {}, 0, 0, iter(deltas)
    for span in spans:
        index += span.offset
        for _ in range(span.length):
            count += next(remaining)
            counts[index] = count
            index += 1
    assert next(remaining, None) is None
    return counts
