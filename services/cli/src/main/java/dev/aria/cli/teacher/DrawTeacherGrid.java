package dev.aria.cli.teacher;

import dev.aria.emoji.catalogue.Background;
import dev.aria.emoji.catalogue.Emoji;
import dev.aria.emoji.catalogue.EmojiCatalogue;
import dev.aria.emoji.catalogue.EmojiPrompt;
import dev.aria.emoji.catalogue.Style;
import dev.aria.emoji.teacher.TeacherFolder;
import dev.aria.emoji.teacher.TeacherGrid;
import dev.aria.models.codec.LatentCodec;
import dev.aria.models.encoder.MiniLmEncoder;
import dev.aria.models.model.ModelFiles;
import dev.aria.models.model.NoisePredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aria teacher grid}: draws prompts with a teacher, as one PNG to look at. */
@Command(
    name = "grid",
    mixinStandardHelpOptions = true,
    description = "Draw prompts with a teacher, as one PNG to look at.")
public final class DrawTeacherGrid implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "DIR",
      description = "Folder that `aria teacher train` wrote.")
  private Path from = Path.of(".");

  @Option(names = "--out", required = true, paramLabel = "PNG", description = "File to write.")
  private Path out = Path.of("grid.png");

  @Option(
      names = "--every",
      defaultValue = "8",
      description =
          "Without prompts: draw every N-th name of the catalogue, in both styles (default:"
              + " ${DEFAULT-VALUE}).")
  private int every;

  @Option(
      names = "--first",
      defaultValue = "0",
      description = "Without prompts: first name drawn (default: ${DEFAULT-VALUE}).")
  private int first;

  @Option(names = "--prompts", paramLabel = "FILE", description = "Prompts to draw, one a line.")
  private List<Path> promptFiles = new ArrayList<>();

  @Option(
      names = "--guidance",
      defaultValue = "3",
      description = "Scale of classifier-free guidance (default: ${DEFAULT-VALUE}).")
  private double guidance;

  @Option(
      names = "--sampling-steps",
      defaultValue = "40",
      description = "DDIM steps (default: ${DEFAULT-VALUE}).")
  private int samplingSteps;

  @Option(
      names = "--columns",
      defaultValue = "24",
      description = "Pictures a row (default: ${DEFAULT-VALUE}).")
  private int columns;

  @Option(
      names = "--seed",
      defaultValue = "7",
      description = "Seed of the first picture's noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Parameters(paramLabel = "PROMPT", description = "Prompts to draw.")
  private List<String> prompts = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    TeacherFolder folder = new TeacherFolder(from);
    try (NoisePredictor model = ModelFiles.load(folder.model(), "cpu");
        LatentCodec codec = folder.codecOf(model.descriptor());
        MiniLmEncoder encoder = MiniLmEncoder.fromClassPath()) {
      new TeacherGrid(model, codec, encoder, samplingSteps, guidance)
          .write(asked(), seed, columns, out);
    }
    return 0;
  }

  private List<String> asked() throws IOException {
    List<String> asked = new ArrayList<>(prompts);
    for (Path file : promptFiles) {
      asked.addAll(Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList());
    }
    return asked.isEmpty() ? fromCatalogue() : asked;
  }

  /** Every N-th name in both styles; the background goes round from name to name. */
  private List<String> fromCatalogue() {
    List<String> canonical = new ArrayList<>();
    List<Emoji> emoji = EmojiCatalogue.load().emoji();
    Background[] backgrounds = Background.values();
    for (int i = first; i < emoji.size(); i += every) {
      for (Style style : Style.values()) {
        Background background = backgrounds[canonical.size() / 2 % backgrounds.length];
        canonical.add(EmojiPrompt.canonical(emoji.get(i), style, background).text());
      }
    }
    return canonical;
  }
}
