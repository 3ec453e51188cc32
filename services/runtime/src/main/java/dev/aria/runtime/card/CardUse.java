package dev.aria.runtime.card;

import java.util.List;
import java.util.stream.Collectors;

/** How a student is used: as a TorchScript file, or as a network of diffusers. */
public enum CardUse {
  /** The file that a trainer writes. */
  TORCHSCRIPT("pytorch") {
    @Override
    String example(CardFacts facts) {
      CardModel model = facts.model();
      return """
      ```python
      import torch

      student = torch.jit.load("%s.pt").eval()
      # x (%s) float32, t (N) int64 in [0, %d), cond (%s) float32
      prediction = student(x, t, cond)  # (%s)
      ```

      With ARIA, from prompts to pictures:

      ```
      ./aria sample --model %s.pt --prompt TEXT --out picture.png
      ```
      """
          .formatted(
              facts.student(),
              batch(model.sampleShape()),
              model.timesteps(),
              batch(model.conditionShape()),
              batch(model.sampleShape()),
              facts.student());
    }
  },

  /** A folder that {@code aria export --diffusers} has written. */
  DIFFUSERS("diffusers") {
    @Override
    String example(CardFacts facts) {
      String type = facts.model().type();
      String part = type.startsWith("UNet") ? "unet" : "transformer";
      String base = facts.baseModel().isEmpty() ? "PIPELINE_OF_THE_TEACHER" : facts.baseModel();
      return """
      ```python
      from diffusers import DiffusionPipeline, %s

      student = %s.from_pretrained("FOLDER")  # this folder
      pipeline = DiffusionPipeline.from_pretrained("%s", %s=student)
      ```
      """
          .formatted(type, type, base, part);
    }
  };

  private final String library;

  CardUse(String library) {
    this.library = library;
  }

  /** The Hub's name of the library. */
  String library() {
    return library;
  }

  /** Code in Markdown. */
  abstract String example(CardFacts facts);

  private static String batch(List<Integer> shape) {
    return "N, " + shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
