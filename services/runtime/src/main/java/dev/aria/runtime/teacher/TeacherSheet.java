package dev.aria.runtime.teacher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aria.core.diffusion.NoiseSchedule;
import dev.aria.core.diffusion.TimestepFractions;
import dev.aria.core.digest.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the teacher's descriptor says that concerns prompts and draws.
 *
 * @param fractions of its timesteps, T of them, at least 1
 * @param encoder digest over all that decides its conditions; empty when it says none
 * @param conditioning what its conditions are, as JSON without white space, fields sorted by name
 */
public record TeacherSheet(
    TimestepFractions fractions, Optional<String> encoder, String conditioning) {
  private static final String RECTIFIED_FLOW = "RECTIFIED_FLOW";
  private static final String SHA_256 = "[0-9a-f]{64}";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /**
   * Reads the descriptor that {@code setting}, the value of {@code aria.run.teacher}, stands for.
   *
   * @throws IllegalArgumentException when the file is missing or says no T; the message names it
   */
  public static TeacherSheet read(Path setting) {
    Path descriptor = TeacherFiles.of(setting).descriptor();
    JsonNode diffusion = tree("aria.run.teacher", descriptor).path("diffusion");
    JsonNode schedule = diffusion.path("schedule");
    int timesteps = schedule.path("timesteps").asInt(0);
    if (timesteps < 1) {
      throw new IllegalArgumentException(
          "teacher descriptor %s (aria.run.teacher) says no diffusion.schedule.timesteps"
              .formatted(descriptor));
    }
    JsonNode conditioning = diffusion.path("conditioning");
    if (!conditioning.isObject()) {
      throw new IllegalArgumentException(
          "teacher descriptor %s (aria.run.teacher) says no diffusion.conditioning; it was written before 0.2.0: export the teacher again"
              .formatted(descriptor));
    }
    String canonical = canonical(conditioning);
    return new TeacherSheet(
        fractions(schedule, timesteps, descriptor), encoder(conditioning, canonical), canonical);
  }

  /** Under discrete variances t/T; a rectified flow's levels are another function of t. */
  private static TimestepFractions fractions(JsonNode schedule, int timesteps, Path descriptor) {
    if (!schedule.path("kind").asText().equals(RECTIFIED_FLOW)) {
      return TimestepFractions.uniform(timesteps);
    }
    double shift = schedule.path("shift").asDouble();
    if (!(shift > 0)) {
      throw new IllegalArgumentException(
          "teacher descriptor %s (aria.run.teacher) says no diffusion.schedule.shift above 0"
              .formatted(descriptor));
    }
    return NoiseSchedule.rectifiedFlow(timesteps, shift).fractions();
  }

  /** The built-in encoder has a digest of its own; of other conditions their whole description. */
  private static Optional<String> encoder(JsonNode conditioning, String canonical) {
    return conditioning.path("kind").asText().equals("minilm")
        ? Optional.of(conditioning.path("digest").asText("")).filter(d -> d.matches(SHA_256))
        : Optional.of(Sha256.of(canonical));
  }

  private static String canonical(JsonNode conditioning) {
    try {
      return MAPPER.writeValueAsString(MAPPER.treeToValue(conditioning, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was read cannot be written", e);
    }
  }

  /** The descriptor that {@code setting} names. */
  static JsonNode tree(String setting, Path descriptor) {
    try {
      return MAPPER.readTree(descriptor.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "teacher descriptor %s (%s) cannot be read: %s"
              .formatted(descriptor, setting, e.getMessage()),
          e);
    }
  }
}
