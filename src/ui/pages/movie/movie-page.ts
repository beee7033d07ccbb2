import type { DetailState, MovieDetailModel, TitleHeader } from '#model/detail';
import { ProgressLine } from '#ui/components';
import type { ButtonSpec, Facts } from '#ui/components';
import type { Text } from '#ui/engine';
import { CARDS, GRID } from '#ui/theme';
import type { DetailRow } from '../detail/detail-column';
import { movieLook } from '../detail/detail-look';
import type { DetailLook } from '../detail/detail-look';
import { DetailPage } from '../detail/detail-page';
import { RatingLine } from '../detail/rating-line';
import { buyButton, goodsButton, moreButton, myListButton, planButton } from '../detail/title-actions';

/** From the mock: what stands where, pixels from the top of the page. */
const RATINGS_Y = 286;
const PROGRESS = { x: 4, y: 580, w: 330, leftX: 352 } as const;
const REST_Y = 634;

/** Viewers' rating is known from the catalogue: with it the ratings have a line of their own from the start. */
function hasRatings(header: TitleHeader | null): boolean {
  return (header?.rating ?? '') !== '';
}

/** A film's page. */
export class MoviePage extends DetailPage<MovieDetailModel> {
  declare private ratings: RatingLine;
  declare private progress: ProgressLine;
  declare private left: Text;
  declare private rows: DetailRow[];

  protected override open(): MovieDetailModel {
    const { app, entry } = this.props;
    const { route } = entry;
    return app.detail.openMovie(route.name === 'movie' ? route.key : ('' as never));
  }

  protected override makeLook(): DetailLook {
    return movieLook(this.theme.isLargeText);
  }

  protected override buildOwn(): void {
    void this.props.app.library.movies.prepare();
    const { t } = this.props.app.translator;
    const { shift, visit } = this;
    this.ratings = this.addTo(RatingLine, { viewersLabel: t('detail.viewers'), criticsLabel: t('detail.critics') }, GRID.contentX, RATINGS_Y);
    this.top.childList.a(this.ratings);
    this.progress = this.addTo(ProgressLine, { width: PROGRESS.w, height: CARDS.progress.height }, GRID.contentX + PROGRESS.x, PROGRESS.y + shift);
    this.left = this.putOn(this.addText({ style: 'caption', color: this.theme.color.text2 }));
    const middle = PROGRESS.y + shift + CARDS.progress.height / 2;
    this.left.moveTo(GRID.contentX + PROGRESS.leftX, middle - this.left.lineHeight / 2);
    this.bind(visit.header, (header) => this.ratings.show({ viewers: header?.rating ?? '', critics: hasRatings(header) ? (header?.critics ?? '') : '' }));
    this.bind(visit.resume, (resume) => {
      this.progress.set(resume?.progress ?? -1);
      this.left.content = resume?.left ?? '';
    });
  }

  protected override makeRows(): DetailRow[] {
    const { buttons } = this;
    this.rows = this.endRows();
    const top: DetailRow = {
      id: 'buttons', view: buttons, y: buttons.y, height: buttons.h,
      isEmpty: () => false, focusedId: () => buttons.focusedId, focusId: (id) => buttons.focusButton(id),
    };
    return [top, ...this.rows];
  }

  protected override arrange(): void {
    this.arrangeEnd(this.rows, REST_Y + this.shift);
  }

  protected override factsOf(header: TitleHeader): Facts {
    return { facts: header.facts, badges: header.badges, critics: hasRatings(header) ? '' : header.critics };
  }

  protected override topShift(header: TitleHeader): number {
    return hasRatings(header) ? 0 : RATINGS_Y - this.look.factsY;
  }

  protected override buttonSpecs(): readonly ButtonSpec[] {
    const { visit } = this;
    const { translator } = this.props.app;
    const { t } = translator;
    const canResume = visit.resume.value !== null;
    const price = visit.saleFrom.value;
    const play: ButtonSpec = { id: 'play', label: t(canResume ? 'detail.resume' : 'detail.play'), icon: 'play', kind: 'primary', onPress: () => visit.play() };
    const plan = visit.plan.value;
    const isOpen = price === '' && plan === null;
    const specs = isOpen ? [play] : price === '' ? [] : [buyButton(translator, price, () => visit.buy())];
    if (plan !== null) specs.push(planButton(translator, plan.name, () => visit.choosePlan()));
    if (canResume && isOpen) specs.push({ id: 'from-start', label: t('detail.from-start'), icon: 'restart', onPress: () => visit.playFromStart() });
    if (visit.hasTrailer.value) specs.push({ id: 'trailer', label: t('detail.trailer'), icon: 'trailer', onPress: () => visit.playTrailer() });
    if (visit.productId.value !== '') specs.push(goodsButton(translator, () => visit.openProduct()));
    specs.push(myListButton(translator, visit.isInMyList.value, 'heart', () => visit.toggleMyList()));
    specs.push(...this.versionButtons('movie'), moreButton(translator, () => this.openTitleOptions('movie')));
    return specs;
  }

  protected override failureText(state: DetailState): string {
    const { notices, translator } = this.props.app;
    return state.kind === 'failed' ? translator.t('detail.more-failed', { label: notices.describe(state.error).label }) : '';
  }

  protected override focusFirst(): void {
    // Focus already waits on the first button.
  }
}
