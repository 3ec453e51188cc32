package dev.aria.emoji.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aria.core.tensor.Tensor;
import dev.aria.models.codec.CodecSetting;
import dev.aria.models.codec.PcaCodec;
import dev.aria.models.encoder.Conditioning;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import dev.aria.models.sampler.DiffusionSampler;
import dev.aria.models.sampler.SamplingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedTeacherTest {
  @TempDir private Path folder;

  private final EmojiCatalogue catalogue = EmojiCatalogue.load();

  @Test
  void into_shippedTeacher_fitsCodecEncoderAndSize() throws Exception {
    UnpackedTeacher teacher = UnpackedTeacher.into(folder);

    try (PcaCodec codec = PcaCodec.load(teacher.codec());
        MiniLmEncoder encoder = MiniLmEncoder.fromClassPath()) {
      assertThat(teacher.descriptor()).isEqualTo(ModelFiles.describe(teacher.model()));
      assertThat(teacher.descriptor().sampleShape()).isEqualTo(codec.latentShape());
      assertThat(teacher.descriptor().conditionDim()).isEqualTo(encoder.dimension());
      assertThat(teacher.descriptor().diffusion().conditioning())
          .isEqualTo(new Conditioning.MiniLm(encoder.digest()));
      assertThat(teacher.descriptor().diffusion().codec())
          .isEqualTo(new CodecSetting.Pca(codec.digest()));
      assertThat(EmojiResource.read(UnpackedTeacher.WEIGHTS)).hasSizeLessThan(20_000_000);
      assertThat(Files.size(teacher.codec())).isLessThan(1_000_000);
    }
  }

  @Test
  void sample_promptsOfAllCategories_areNearestToTheirOwnPictures() {
    UnpackedTeacher teacher = UnpackedTeacher.into(folder);
    List<EmojiPrompt> asked = everyName(37);

    List<float[]> drawn = draw(teacher, asked);

    List<NearestEmoji.Mistake> mistakes =
        new NearestEmoji(catalogue, EmojiPictures.load()).mistakes(asked, drawn);
    double wrong = (double) mistakes.size() / asked.size();
    assertThat(wrong).as("%s", mistakes).isLessThan(0.15);
  }

  private List<EmojiPrompt> everyName(int stride) {
    List<EmojiPrompt> asked = new ArrayList<>();
    for (int i = 0; i < catalogue.size(); i += stride) {
      asked.add(EmojiPrompt.canonical(catalogue.emoji().get(i), Style.NOTO, Background.WHITE));
    }
    return asked;
  }

  private static List<float[]> draw(UnpackedTeacher teacher, List<EmojiPrompt> asked) {
    try (PcaCodec codec = PcaCodec.load(teacher.codec());
        MiniLmEncoder encoder = MiniLmEncoder.fromClassPath();
        NoisePredictor model = ModelFiles.load(teacher.model(), "cpu")) {
      double guidance = teacher.descriptor().diffusion().guidance();
      var sampler = new DiffusionSampler(model, SamplingSettings.unclipped(20, guidance));
      Tensor conditions = encoder.encodeAll(asked.stream().map(EmojiPrompt::text).toList());
      long[] seeds = new long[asked.size()];
      for (int i = 0; i < seeds.length; i++) {
        seeds[i] = i;
      }
      return PictureBatch.rows(codec.decode(sampler.sample(conditions, seeds)));
    }
  }
}
