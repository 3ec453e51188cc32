package dev.aria.cli.teacher;

import dev.aria.emoji.catalogue.Background;
import dev.aria.emoji.catalogue.Emoji;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiPictures;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.NearestEmoji;
import dev.aria.emoji.catalogue.Style;
import dev.aria.emoji.teacher.TeacherFolder;
import dev.aria.emoji.teacher.TeacherGrid;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aria teacher check}: how often a teacher's drawing is nearest to what was asked for. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Draw every name in both styles; say how many are nearest to what was asked for.")
public final class CheckTeacher implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "Folder that `aria teacher train` wrote.")
  private Path from = Path.of(".");

  @Option(
      names = "--every",
      defaultValue = "1",
      description = "Draw every N-th name only (default: ${DEFAULT-VALUE}).")
  private int every;

  @Option(
      names = "--guidance",
      defaultValue = "2",
      description = "Scale of classifier-free guidance (default: ${DEFAULT-VALUE}).")
  private double guidance;

  @Option(
      names = "--sampling-steps",
      defaultValue = "30",
      description = "DDIM steps (default: ${DEFAULT-VALUE}).")
  private int samplingSteps;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the first picture's noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() {
    EmojiCatalogue catalogue = EmojiCatalogue.load();
    List<EmojiPrompt> asked = asked(catalogue);
    List<NearestEmoji.Mistake> mistakes =
        new NearestEmoji(catalogue, EmojiPictures.load()).mistakes(asked, drawn(asked));
    report(asked.size(), mistakes, System.out);
    return 0;
  }

  private List<EmojiPrompt> asked(EmojiCatalogue catalogue) {
    List<EmojiPrompt> asked = new ArrayList<>();
    Background[] backgrounds = Background.values();
    for (int i = 0; i < catalogue.size(); i += every) {
      Emoji emoji = catalogue.emoji().get(i);
      Background background = backgrounds[i % backgrounds.length];
      for (Style style : Style.values()) {
        asked.add(EmojiPrompt.canonical(emoji, style, background));
      }
    }
    return asked;
  }

  private List<float[]> drawn(List<EmojiPrompt> asked) {
    TeacherFolder folder = new TeacherFolder(from);
    try (NoisePredictor model = ModelFiles.load(folder.model(), "cpu");
        LatentCodec codec = folder.codecOf(model.descriptor());
        MiniLmEncoder encoder = MiniLmEncoder.fromClassPath()) {
      return new TeacherGrid(model, codec, encoder, samplingSteps, guidance)
          .pictures(asked.stream().map(EmojiPrompt::text).toList(), seed);
    }
  }

  private static void report(int asked, List<NearestEmoji.Mistake> mistakes, PrintStream screen) {
    for (NearestEmoji.Mistake mistake : mistakes) {
      screen.printf("%-60s -> %s%n", mistake.asked().text(), mistake.seen().name());
    }
    int right = asked - mistakes.size();
    screen.printf(
        "%d of %d nearest to what was asked for (%.1f %%)%n", right, asked, 100.0 * right / asked);
  }
}
