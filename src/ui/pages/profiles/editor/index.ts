export { openProfileEditor } from './open-profile-editor';
