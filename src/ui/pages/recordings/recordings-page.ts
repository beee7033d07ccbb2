import { SECOND_MS } from '#core/base';
import type { RecordingOption, RecordingsModel } from '#model/recordings';
import { Ambient, CardGrid, EmptyState } from '#ui/components';
import { CANVAS_WIDTH, LightningElement } from '#ui/engine';
import type { KeyPress, Text } from '#ui/engine';
import { CARDS, GRID, ROWS, SAFE } from '#ui/theme';
import { askChoice } from '../choice/choice-panel';
import { GridPage } from '../grid-page';
import { GridScrims } from '../library/grid-scrims';
import type { PageProps } from '../page-props';

/** What the page is made with. */
export interface RecordingsPageProps extends PageProps {
  readonly recordings: RecordingsModel;
}

const TITLE_Y = SAFE.top - 4;
const EMPTY_Y = 200;
const ROOM_GAP = 32;
/** Embers, as on the empty list of titles. */
const LIGHT = '#5a2a18';
const COLUMNS = Math.floor((GRID.contentWidth + CARDS.landscape.gap) / CARDS.landscape.pitch);
/** What is being recorded becomes ready while somebody looks. */
const LOOK_AGAIN_MS = 20 * SECOND_MS;

/** What the platform recorded for the account, newest programme first: what comes, runs, is ready, and what failed. */
export class RecordingsPage extends GridPage<RecordingsPageProps> {
  declare private ambient: Ambient;
  declare private header: LightningElement;
  declare private room: Text;
  declare private scrims: GridScrims;

  override pageTitle(): string {
    return this.props.app.translator.t('recordings.title');
  }

  override _handlePlayPause(_press: KeyPress): boolean {
    this.press(this.grid.focusedId);
    return true;
  }

  protected override build(): void {
    const { recordings } = this.props;
    const { type } = this.theme;
    this.ambient = this.add(Ambient, {});
    this.grid = this.add(
      CardGrid,
      {
        columns: COLUMNS,
        shape: 'landscape',
        width: GRID.contentWidth,
        restY: ROWS.anchorY,
        name: this.pageTitle(),
        onPress: (id) => { this.press(id); },
        onHold: (id) => { this.askOptions(id); },
        onScroll: (offset, isJump) => { this.scrims.follow(this.header, offset, isJump); },
      },
      { x: GRID.contentX, y: ROWS.anchorY },
    );
    this.scrims = this.add(GridScrims, {});
    this.header = this.put(new LightningElement(this.stage), 0, 0, CANVAS_WIDTH, ROWS.anchorY);
    const title = this.addText({ style: 'title2', content: this.pageTitle() }, GRID.contentX, TITLE_Y);
    this.header.childList.a(title);
    // The clock stands at the end of the line.
    this.room = this.addText({ style: 'meta', color: this.theme.color.text2 }, GRID.contentX + title.width + ROOM_GAP, TITLE_Y + (type.title2.line - type.meta.line) / 2 + 4);
    this.header.childList.a(this.room);
    this.empty = this.add(EmptyState, { width: GRID.contentWidth }, { x: GRID.contentX, y: EMPTY_Y });
    this.ambient.show(LIGHT);
    this.bind(recordings.cards, () => { this.showCards(); });
    this.bind(recordings.state, () => { this.showCards(); });
    this.bind(recordings.roomText, (text) => { this.room.content = text; });
    this.whileAttached((scope) => {
      void recordings.load();
      scope.add(this.ui.clock.every(LOOK_AGAIN_MS, () => void recordings.load()));
    });
  }

  private showCards(): void {
    const { recordings, app } = this.props;
    const { t } = app.translator;
    const cards = recordings.cards.peek();
    const state = recordings.state.peek();
    this.grid.setItems(cards);
    const isEmpty = cards.length === 0;
    this.grid.visible = !isEmpty;
    this.empty.visible = isEmpty && state.kind !== 'loading';
    if (isEmpty && state.kind === 'failed') {
      const { title, text } = app.notices.describe(state.error);
      this.empty.show({ title, text, label: state.error.label, buttons: [{ id: 'again', label: t('recordings.again'), icon: 'restart', onPress: () => void recordings.load() }] });
    } else if (isEmpty) {
      const toGuide = (): void => { app.navigation.open({ name: 'guide' }); };
      this.empty.show({ title: t('recordings.empty.title'), text: t('recordings.empty.text'), icon: 'rec', buttons: [{ id: 'guide', label: t('nav.guide'), icon: 'guide', onPress: toGuide }] });
    }
    this.ui.focus.check();
  }

  /** OK: what is ready plays, anything else asks what is to be done. */
  private press(id: string): void {
    const { recordings } = this.props;
    if (recordings.options(id)[0]?.id === 'play') void recordings.choose(id, 'play');
    else this.askOptions(id);
  }

  private askOptions(id: string): void {
    const { recordings } = this.props;
    const cards = recordings.cards.peek();
    const title = cards.at(cards.indexOf(id))?.title ?? '';
    const options = recordings.options(id);
    if (options.length === 0) return;
    const note = recordings.note(id);
    askChoice(this.ui, {
      id: 'recording-options',
      title: note === '' ? title : `${title} · ${note}`,
      selected: '',
      choices: options,
      onChoose: (option) => void recordings.choose(id, option as RecordingOption),
    });
  }
}
