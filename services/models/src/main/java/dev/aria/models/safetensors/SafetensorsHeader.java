package dev.aria.models.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aria.core.tensor.ElementType;
import dev.aria.core.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The JSON header of a safetensors file.
 *
 * @param entries the tensors, by offset, without holes or overlaps
 * @param metadata free text by key
 */
record SafetensorsHeader(List<TensorEntry> entries, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  SafetensorsHeader {
    entries = entries.stream().sorted(Comparator.comparingLong(TensorEntry::from)).toList();
    metadata = Map.copyOf(metadata);
    long end = 0;
    for (TensorEntry entry : entries) {
      if (entry.from() != end) {
        throw new IllegalArgumentException(
            "tensor %s begins at byte %d where %d is expected"
                .formatted(entry.name(), entry.from(), end));
      }
      end = entry.to();
    }
  }

  /** The header for {@code content}, wider elements first so that all are aligned. */
  static SafetensorsHeader of(NamedTensors content) {
    List<TensorEntry> entries = new ArrayList<>();
    long at = 0;
    for (ElementType type : ElementType.values()) { // widest first
      for (Map.Entry<String, Tensor> named : content.tensors().entrySet()) {
        Tensor tensor = named.getValue();
        if (tensor.type() == type) {
          long to = at + tensor.bytes().remaining();
          entries.add(new TensorEntry(named.getKey(), type, tensor.shape(), at, to));
          at = to;
        }
      }
    }
    return new SafetensorsHeader(entries, content.metadata());
  }

  static SafetensorsHeader parse(byte[] json) throws JsonProcessingException {
    JsonNode root = JSON.readTree(new String(json, StandardCharsets.UTF_8));
    if (!(root instanceof ObjectNode object)) {
      throw new IllegalArgumentException("header is no JSON object");
    }
    List<TensorEntry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().equals(METADATA)) {
        field.getValue().properties().forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
      } else {
        entries.add(entry(field.getKey(), field.getValue()));
      }
    }
    return new SafetensorsHeader(entries, metadata);
  }

  private static TensorEntry entry(String name, JsonNode node) {
    JsonNode offsets = node.path("data_offsets");
    if (!offsets.isArray() || offsets.size() != 2 || !node.path("shape").isArray()) {
      throw new IllegalArgumentException("tensor %s lacks shape or data_offsets".formatted(name));
    }
    List<Integer> shape =
        StreamSupport.stream(node.get("shape").spliterator(), false)
            .map(extent -> (int) whole(name, extent, Integer.MAX_VALUE))
            .toList();
    return new TensorEntry(
        name,
        type(name, node.path("dtype").asText()),
        shape,
        whole(name, offsets.get(0), Long.MAX_VALUE),
        whole(name, offsets.get(1), Long.MAX_VALUE));
  }

  private static long whole(String name, JsonNode node, long largest) {
    if (!node.canConvertToExactIntegral() || !node.canConvertToLong()) {
      throw new IllegalArgumentException("tensor %s: %s is no count".formatted(name, node));
    }
    if (node.asLong() < 0 || node.asLong() > largest) {
      throw new IllegalArgumentException(
          "tensor %s: %s is not between 0 and %d".formatted(name, node, largest));
    }
    return node.asLong();
  }

  private static ElementType type(String name, String dtype) {
    return switch (dtype) {
      case "F32" -> ElementType.FLOAT32;
      case "F16" -> ElementType.FLOAT16;
      default ->
          throw new IllegalArgumentException(
              "tensor %s has dtype %s; F32 and F16 are read".formatted(name, dtype));
    };
  }

  /** The header as JSON, padded with spaces to a multiple of eight bytes. */
  byte[] toJson() throws JsonProcessingException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> texts.put(e.getKey(), e.getValue()));
    }
    for (TensorEntry entry : entries) {
      ObjectNode node = root.putObject(entry.name());
      node.put("dtype", entry.type() == ElementType.FLOAT32 ? "F32" : "F16");
      ArrayNode shape = node.putArray("shape");
      entry.shape().forEach(shape::add);
      node.putArray("data_offsets").add(entry.from()).add(entry.to());
    }
    byte[] json = JSON.writeValueAsBytes(root);
    byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }
}
