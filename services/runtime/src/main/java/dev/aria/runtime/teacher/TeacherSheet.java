package dev.aria.runtime.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the teacher's descriptor says that concerns prompts and draws.
 *
 * @param timesteps T, at least 1
 * @param encoder digest of the encoder whose conditions the teacher was trained with; empty when it
 *     says none, or a name only
 */
public record TeacherSheet(int timesteps, Optional<String> encoder) {
  private static final String SHA_256 = "[0-9a-f]{64}";

  /**
   * Reads the descriptor that {@code setting}, the value of {@code aria.run.teacher}, stands for.
   *
   * @throws IllegalArgumentException when the file is missing or says no T; the message names it
   */
  public static TeacherSheet read(Path setting) {
    Path descriptor = TeacherFiles.of(setting).descriptor();
    JsonNode diffusion = tree(descriptor).path("diffusion");
    int timesteps = diffusion.path("schedule").path("timesteps").asInt(0);
    if (timesteps < 1) {
      throw new IllegalArgumentException(
          "teacher descriptor %s (aria.run.teacher) says no diffusion.schedule.timesteps"
              .formatted(descriptor));
    }
    String encoder = diffusion.path("encoder").asText("");
    return new TeacherSheet(
        timesteps, Optional.of(encoder).filter(digest -> digest.matches(SHA_256)));
  }

  private static JsonNode tree(Path descriptor) {
    try {
      return new ObjectMapper().readTree(descriptor.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "teacher descriptor %s (aria.run.teacher) cannot be read: %s"
              .formatted(descriptor, e.getMessage()),
          e);
    }
  }
}
