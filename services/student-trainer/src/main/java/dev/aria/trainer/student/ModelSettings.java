package dev.aria.trainer.student;

import dev.aria.runtime.settings.Bounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a student is made of (section {@code aria.student-trainer.model}).
 *
 * @param file file to start from; empty makes a new one of {@code family}
 * @param fromTeacher whether it takes over the teacher's weights where names and shapes match
 * @param family family of a new one, {@code film-mlp} or {@code unet}
 * @param width width of a FiLM-MLP's blocks; channels of a U-Net at multiplier 1
 * @param blocks number of a FiLM-MLP's blocks; blocks a level of a U-Net
 * @param multipliers channels of each level of a U-Net in units of {@code width}
 * @param attentionLevels levels of a U-Net that attend
 * @param seed seed of its first weights
 */
public record ModelSettings(
    Optional<Path> file,
    boolean fromTeacher,
    String family,
    int width,
    int blocks,
    List<Integer> multipliers,
    List<Integer> attentionLevels,
    long seed) {
  public ModelSettings {
    multipliers = List.copyOf(multipliers);
    attentionLevels = List.copyOf(attentionLevels);
    Bounds.oneOf("aria.student-trainer.model.family", family, "film-mlp", "unet");
    Bounds.atLeast("aria.student-trainer.model.width", width, 1);
    Bounds.atLeast("aria.student-trainer.model.blocks", blocks, 1);
  }
}
