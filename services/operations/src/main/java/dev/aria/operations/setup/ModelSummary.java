package dev.aria.operations.setup;

import dev.aria.models.codec.CodecSetting;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.model.DiffusionSetting;
import dev.aria.models.model.ModelDescriptor;
import dev.aria.models.model.ScheduleSetting;
import java.util.Locale;

/** A model in a line: what it takes, what its conditions and pictures come from. */
record ModelSummary(ModelDescriptor model) {
  @Override
  public String toString() {
    DiffusionSetting diffusion = model.diffusion();
    return String.format(
        Locale.ROOT,
        "%s: %,d parameters, samples %s, %s, %s, predicts %s over %d steps (%s)",
        model.name(),
        model.parameters(),
        model.sampleShape(),
        conditions(diffusion.conditioning()),
        pictures(diffusion.codec()),
        diffusion.prediction(),
        model.timesteps(),
        kind(diffusion.schedule()));
  }

  private static String kind(ScheduleSetting schedule) {
    if (schedule instanceof ScheduleSetting.RectifiedFlow flow) {
      return "rectified flow, shift %s".formatted(flow.shift());
    }
    return ((ScheduleSetting.Variances) schedule).kind().name();
  }

  private String conditions(Conditioning conditioning) {
    if (conditioning instanceof Conditioning.Text text) {
      return "texts of %s tokens as states %s"
          .formatted(model.conditionShape(), text.encodedShape());
    }
    if (conditioning instanceof Conditioning.Labels labels) {
      return labels.classes() + " classes";
    }
    return "vectors " + model.conditionShape();
  }

  private static String pictures(CodecSetting codec) {
    if (codec instanceof CodecSetting.Vae vae) {
      return "pictures %s through %s".formatted(vae.pictureShape(), vae.file());
    }
    return codec instanceof CodecSetting.Pca ? "pictures through a linear codec" : "no codec";
  }
}
